# limits.gp: how much of each catalogue limit is used. Reads limits.csv beside it; `gnuplot limits.gp` makes limits.svg and limits.png.
@LOOK@
width = 1000.0
height = 1.0 * @HEIGHT@
set terminal svg size width, height font 'sans-serif,13' background rgb 'white' noenhanced

# where each row of limits.csv stands, counted from the top; the others have no bar
array bar[@ROWS@]
do for [i = 1:@ROWS@] { bar[i] = NaN }
@PLACES@
axis_from = @AXIS_FROM@
axis_to = @AXIS_TO@
bottom = @BOTTOM@
@LOGSCALE@
set xrange [axis_from:axis_to]
set yrange [bottom:0.3]
set lmargin at screen 0.24
set rmargin at screen 0.79
set tmargin at screen 1 - 84 / height
set bmargin at screen @BELOW@ / height

set label @TITLE@ at screen 0.015, screen 1 - 22 / height font 'sans-serif:Bold,16' textcolor rgb ink
set label @SUBTITLE@ at screen 0.015, screen 1 - 46 / height font 'sans-serif,12' textcolor rgb @VERDICT_COLOUR@
set label 'value / limit' at graph 1, screen 1 - 73 / height offset character 2, 0 font 'sans-serif,10' textcolor rgb faint
set label 'used share of the limit: value/limit, for a minimum limit/value@AXIS_KIND@' at graph 0, graph 0 offset character 0, -2.6 \
  font 'sans-serif,10' textcolor rgb faint
set xtics font 'sans-serif,11'
set ytics scale 0 font 'sans-serif,11' ()
@LABELS@

set label 'limit' at 1, screen 1 - 73 / height offset character 0.4, 0 font 'sans-serif,10' textcolor rgb ink
$limit << EOD
x,y
1,0.3
1,@BOTTOM@
EOD
@WARN_LINE@
set key at screen 0.985, screen (@BELOW@ - 40) / height right center horizontal maxrows 1 samplen 1 width 2 reverse Left \
  font 'sans-serif,10' textcolor rgb ink
set style textbox opaque fillcolor rgb 0xFFFFFF noborder margins 0.4, 0.2

reach(u) = u > axis_from ? (u < axis_to ? u : axis_to) : axis_from
digits(u) = u == 0 ? '0' : abs(u) >= 1000 || abs(u) < 0.001 ? sprintf('%.1e', u) : abs(u) >= 10 ? sprintf('%.4g', u) : sprintf('%.3f', u)
loud(status) = status eq 'pass' ? '' : '  '.status

set output prefix.'limits.svg'
plot 'limits.csv' using (axis_from):(bar[int($0) + 1]):(axis_from):(reach(column('utilization'))): \
       (bar[int($0) + 1] - 0.36):(bar[int($0) + 1] + 0.36):(status_colour(strcol('status'))) \
       with boxxyerror linecolor rgb variable notitle, \
     $warn using 1:2 with lines linecolor rgb warn_colour linewidth 1.5 dashtype 2 notitle, \
     $limit using 1:2 with lines linecolor rgb ink linewidth 1.5 notitle, \
     'limits.csv' using (reach(column('utilization'))):(bar[int($0) + 1]):(digits(column('utilization')).loud(strcol('status'))) \
       with labels left boxed offset character 0.6, 0 font 'sans-serif,10' textcolor rgb ink notitle, \
     '' using (axis_to):(bar[int($0) + 1]):(sensible(column('value'), strcol('unit')).' / '.sensible(column('limit'), strcol('unit'))) \
       with labels left offset character 2, 0 font 'sans-serif,10' textcolor rgb faint notitle, \
     NaN with boxes linecolor rgb pass_colour title 'pass', \
     NaN with boxes linecolor rgb warn_colour title 'warn', \
     NaN with boxes linecolor rgb fail_colour title 'fail'

set terminal @png size 1.5 * width, 1.5 * height font 'sans-serif,13' fontscale 1.3 linewidth 1.5 background rgb 'white' noenhanced
set output prefix.'limits.png'
replot
unset output
