# budget.gp: what leaks into a node, the largest first. Reads budget.csv beside it; `gnuplot budget.gp` makes budget.svg and budget.png.
@LOOK@
width = 1000.0
height = 1.0 * @HEIGHT@
set terminal svg size width, height font 'sans-serif,13' background rgb 'white' noenhanced
bars = @BARS@
count = @COUNT@
allowed = @ALLOWED@
@AXIS@
@REST@
set logscale x
set xrange [axis_from:axis_to]
set x2range [0:1]
set yrange [bars + 0.6:0.4]
set lmargin at screen 0.29
set rmargin at screen 0.77
set tmargin at screen 1 - 106 / height
set bmargin at screen 96 / height
set label @TITLE@ at screen 0.015, screen 1 - 22 / height font 'sans-serif:Bold,16' textcolor rgb ink
set label @SUBTITLE@ at screen 0.015, screen 1 - 44 / height font 'sans-serif,12' textcolor rgb ink
set label @VERDICT@ at screen 0.015, screen 1 - 64 / height font 'sans-serif,11' textcolor rgb @COLOUR@
set label 'Pa m3/s' at graph 1, screen 1 - 96 / height offset character 1.6, 0 font 'sans-serif,10' textcolor rgb faint
set label 'service rate, Pa m3/s at 20 degC, logarithmic' at graph 0, graph 0 offset character 0, -2.4 font 'sans-serif,10' textcolor rgb faint
set label @NOTE@ at screen 0.015, screen 14 / height font 'sans-serif,9' textcolor rgb faint
set format x '%.0e'
set xtics font 'sans-serif,10'
set mxtics 1
set x2tics ('0' 0, '25' 0.25, '50' 0.5, '75' 0.75, '100' 1) scale 0.5 font 'sans-serif,10' textcolor rgb warn_colour
set ytics scale 0 font 'sans-serif,11' ()
@NAMES@
$allowed << EOD
x,y
@ALLOWED@,0.4
@ALLOWED@,@BARS@.6
EOD
set label 'share' at graph 1, screen 1 - 96 / height offset character 13.6, 0 font 'sans-serif,10' textcolor rgb faint
set key at screen 0.985, screen 36 / height right center horizontal maxrows 1 samplen 2 width -1 reverse Left font 'sans-serif,10' textcolor rgb ink
reach(v) = v > axis_from ? (v < axis_to ? v : axis_to) : axis_from
whisker(i, low, high) = low < high ? i : NaN
set output prefix.'budget.svg'
plot 'budget.csv' every ::0::(count - 1) using (axis_from):(int($0) + 1):(axis_from):(reach(column('service_Pa_m3_s'))): \
       (int($0) + 0.68):(int($0) + 1.32) with boxxyerror linecolor rgb pass_colour title 'service rate', \
     $rest using (axis_from):1:(axis_from):(reach($2)):($1 - 0.32):($1 + 0.32) with boxxyerror linecolor rgb 0xBBBBBB notitle, \
     'budget.csv' every ::0::(count - 1) using (reach(column('service_Pa_m3_s'))):(whisker(int($0) + 1, column('low_Pa_m3_s'), column('high_Pa_m3_s'))): \
       (reach(column('low_Pa_m3_s'))):(reach(column('high_Pa_m3_s'))) with xerrorbars pointtype 0 linewidth 1.5 linecolor rgb ink title 'band', \
     '' every ::0::(count - 1) using (column('cumulative_share')):(int($0) + 1) axes x2y1 with linespoints pointtype 7 pointsize 0.5 \
       linewidth 1.5 linecolor rgb warn_colour title 'cumulative share, % (top)', \
     '' every ::0::(count - 1) using (0.9999 * axis_to):(int($0) + 1):(sprintf('%.2e%s', column('service_Pa_m3_s'), column('upper_bound') == 1 ? '  max' : '')) \
       with labels left offset character 1, 0 font 'sans-serif,10' textcolor rgb ink notitle, \
     '' every ::0::(count - 1) using (0.9999 * axis_to):(int($0) + 1):(sprintf('%.3g %%', 100 * column('share'))) \
       with labels left offset character 15, 0 font 'sans-serif,10' textcolor rgb ink notitle, \
     $rest using (0.9999 * axis_to):1:(sprintf('%.2e', $2)) with labels left offset character 1, 0 font 'sans-serif,10' textcolor rgb faint notitle, \
     $allowed using 1:2 with lines linecolor rgb fail_colour linewidth 1.5 dashtype 2 title allowed == allowed ? 'allowed' : ''

set terminal @png size 1.5 * width, 1.5 * height font 'sans-serif,13' fontscale 1.3 linewidth 1.5 background rgb 'white' noenhanced
set output prefix.'budget.png'
replot
unset output
