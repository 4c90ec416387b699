# sizing_bore.gp: what is required against the orifice of the valve, the catalogue's sizes marked. Reads sizing_bore.csv beside it;
# `gnuplot sizing_bore.gp` makes sizing_bore.svg and sizing_bore.png.
@LOOK@
width = 1000.0
panel = 250.0
panels = @PANELS@
above = @ABOVE@
below = 62.0
gap = 40.0
height = above + panels * panel + (panels - 1) * gap + below
left = 0.11
right = 0.97
pixels(y) = 1 - y / height
top_of(i) = above + i * (panel + gap)
@SIZES@
array picked[2]
picked[1] = 'svg'
picked[2] = 'png'
do for [which = 1:2] {
  if (which == 1) {
    set terminal svg size width, height font 'sans-serif,13' background rgb 'white' noenhanced
  } else {
    set terminal @png size 1.5 * width, 1.5 * height font 'sans-serif,13' fontscale 1.3 linewidth 1.5 background rgb 'white' noenhanced
  }
  set output prefix.'sizing_bore.'.picked[which]
  set multiplot
  set logscale x
  set xrange [@FROM@:@TO@]
  set lmargin at screen left
  set rmargin at screen right
  set border 3 linecolor rgb faint linewidth 1
  unset key
  set style textbox opaque fillcolor rgb 0xFFFFFF noborder margins 0.3, 0.1
  set grid ytics linecolor rgb 0xE4E4E4 linewidth 1 linetype 1
  set xtics font 'sans-serif,11' nomirror @TICS@
  set ytics font 'sans-serif,11' nomirror
  set label 1 @TITLE@ at screen 0.015, screen pixels(22) font 'sans-serif:Bold,16' textcolor rgb ink
  set label 2 @SUBTITLE@ at screen 0.015, screen pixels(46) font 'sans-serif,12' textcolor rgb ink
  set label 3 'orifice, mm, logarithmic; as the part in the file but for its orifice' at screen 0.54, screen pixels(height - 22) center font 'sans-serif:Bold,11' textcolor rgb ink
@MARKS@
@DRAWN@
  unset multiplot
  unset label
  unset arrow
  unset object
  unset output
}
