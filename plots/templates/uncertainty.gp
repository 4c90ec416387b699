# uncertainty.gp: how the measures are distributed over the samples. Reads uncertainty.csv beside it; `gnuplot uncertainty.gp` makes
# uncertainty.svg and uncertainty.png.
@LOOK@
height = 1.0 * @HEIGHT@
bin(x) = width * (floor(x / width) + 0.5)
do for [picture in 'svg png'] {
if (picture eq 'svg') {
  set terminal svg size 1000, height font 'sans-serif,13' background rgb 'white' noenhanced
} else {
  set terminal @png size 1500, 1.5 * height font 'sans-serif,13' fontscale 1.3 linewidth 1.5 background rgb 'white' noenhanced
}
set output prefix.'uncertainty.'.picture
set border 1 linecolor rgb faint linewidth 1
unset ytics
set yrange [0:*]
set offsets 0, 0, graph 0.18, 0
set lmargin at screen 0.05
set rmargin at screen 0.96
unset label
set label 51 @TITLE@ at screen 0.015, screen 1 - 24.0 / height font 'sans-serif:Bold,16' textcolor rgb ink
set label 52 @SUBTITLE@ at screen 0.015, screen 1 - 48.0 / height font 'sans-serif,12' textcolor rgb ink
set multiplot
@PANELS@
unset multiplot
unset output
}
