# budget_waterfall.gp: from what a node can bear to the margin that is left. `gnuplot budget_waterfall.gp` makes its .svg and .png.
@LOOK@
width = 1000.0
height = 1.0 * @HEIGHT@
set terminal svg size width, height font 'sans-serif,13' background rgb 'white' noenhanced
bars = @BARS@
@STEPS@
stats $steps using 3:4 nooutput
most = STATS_max_x > STATS_max_y ? STATS_max_x : STATS_max_y
least = STATS_min_y < 0 ? STATS_min_y : 0
scale = 10.0 ** floor(log10(most > -least ? most : -least))
set xrange [1.08 * least / scale:1.08 * most / scale]
set yrange [bars + 0.6:0.4]
set lmargin at screen 0.29
set rmargin at screen 0.88
set tmargin at screen 1 - 92 / height
set bmargin at screen 96 / height
set label @TITLE@ at screen 0.015, screen 1 - 22 / height font 'sans-serif:Bold,16' textcolor rgb ink
set label @SUBTITLE@ at screen 0.015, screen 1 - 44 / height font 'sans-serif,12' textcolor rgb ink
set label @VERDICT@ at screen 0.015, screen 1 - 64 / height font 'sans-serif,11' textcolor rgb @COLOUR@
set label 'Pa m3/s' at screen 0.895, screen 1 - 82 / height font 'sans-serif,10' textcolor rgb faint
set label sprintf('in %g Pa m3/s at 20 degC', scale) at graph 0, graph 0 offset character 0, -2.4 font 'sans-serif,10' textcolor rgb faint
set xtics font 'sans-serif,11'
set ytics scale 0 font 'sans-serif,11' ()
@NAMES@
set key at screen 0.985, screen 40 / height right center horizontal maxrows 1 samplen 1 width 2 reverse Left font 'sans-serif,10' textcolor rgb ink
step_colour(kind) = kind eq 'whole' ? 0x9AA5B1 : kind eq 'left' ? pass_colour : kind eq 'short' ? fail_colour : warn_colour
change(kind, from, to) = kind eq 'step' ? sprintf('%+.3g', to - from) : sprintf('%.4g', to)
set arrow from 0, graph 0 to 0, graph 1 nohead linecolor rgb faint linewidth 1
set output prefix.'budget_waterfall.svg'
plot $steps using 3:1:($3 / scale):($4 / scale):($1 - 0.34):($1 + 0.34):(step_colour(strcol(5))) with boxxyerror linecolor rgb variable notitle, \
     '' using (1.08 * most / scale):1:(change(strcol(5), $3, $4)) with labels left offset character 1, 0 font 'sans-serif,10' textcolor rgb ink notitle, \
     NaN with boxes linecolor rgb 0x9AA5B1 title 'allowable', \
     NaN with boxes linecolor rgb warn_colour title 'taken', \
     NaN with boxes linecolor rgb pass_colour title 'margin left', \
     NaN with boxes linecolor rgb fail_colour title 'short of it'

set terminal @png size 1.5 * width, 1.5 * height font 'sans-serif,13' fontscale 1.3 linewidth 1.5 background rgb 'white' noenhanced
set output prefix.'budget_waterfall.png'
replot
unset output
