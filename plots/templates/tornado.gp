# tornado.gp: what one parameter at a time does to a measure. `gnuplot tornado.gp` makes tornado.svg and tornado.png; all rows of all
# measures are in tornado.csv.
@LOOK@
height = 1.0 * @HEIGHT@
base = @BASE@
$rows << EOD
place,low,high,low_input,high_input,parameter
@ROWS@
EOD
set terminal svg size 1000, height font 'sans-serif,13' background rgb 'white' noenhanced
set output prefix.'tornado.svg'
set lmargin at screen 0.27
set rmargin at screen 0.90
set tmargin at screen 1 - 84 / height
set bmargin at screen 72 / height
set label @TITLE@ at screen 0.015, screen 1 - 24 / height font 'sans-serif:Bold,16' textcolor rgb ink
set label @SUBTITLE@ at screen 0.015, screen 1 - 48 / height font 'sans-serif,12' textcolor rgb ink
set ytics scale 0 font 'sans-serif,11'
set xtics font 'sans-serif,10'
stats $rows using 1 nooutput
set yrange [STATS_max + 0.6:0.4]
set offsets graph 0.12, graph 0.12, 0, 0
set arrow from base, graph 0 to base, graph 1 nohead linecolor rgb ink linewidth 1 front
set key at screen 0.985, screen 12 / height right bottom horizontal maxrows 1 samplen 2 width -1 reverse Left font 'sans-serif,10' textcolor rgb ink
bar(v) = v < base ? v : base
top(v) = v < base ? base : v
outside(v) = v < base ? 'R' : 'L'
plot $rows using (base):1:(bar($2)):(top($2)):($1 - 0.3):($1 + 0.3):ytic(stringcolumn(6)) with boxxyerror linecolor rgb pass_colour title 'at the 5 % quantile', \
     '' using (base):1:(bar($3)):(top($3)):($1 - 0.3):($1 + 0.3) with boxxyerror linecolor rgb warn_colour title 'at the 95 % quantile', \
     '' using ($2 < base ? $2 : NaN):1:4 with labels right offset character -0.5, 0 font 'sans-serif,9' textcolor rgb ink notitle, \
     '' using ($2 < base ? NaN : $2):1:4 with labels left offset character 0.5, 0 font 'sans-serif,9' textcolor rgb ink notitle, \
     '' using ($3 < base ? $3 : NaN):1:5 with labels right offset character -0.5, 0 font 'sans-serif,9' textcolor rgb ink notitle, \
     '' using ($3 < base ? NaN : $3):1:5 with labels left offset character 0.5, 0 font 'sans-serif,9' textcolor rgb ink notitle

set terminal @png size 1500, 1.5 * height font 'sans-serif,13' fontscale 1.3 linewidth 1.5 background rgb 'white' noenhanced
set output prefix.'tornado.png'
replot
unset output
