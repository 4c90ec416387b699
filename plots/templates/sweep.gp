# sweep.gp: outputs of a sweep over one of its parameters. Reads sweep.csv beside it; `gnuplot sweep.gp` makes sweep.svg and sweep.png.
@LOOK@
height = @HEIGHT@
cell(i) = strcol(i) eq '' ? NaN : column(i)
set terminal svg size 1000, height font 'sans-serif,13' background rgb 'white'
set output prefix.'sweep.svg'
do for [pass = 1:2] {
if (pass == 2) {
  set terminal @png size 1500, 1.5 * height font 'sans-serif,13' fontscale 1.3 linewidth 1.5 background rgb 'white'
  set output prefix.'sweep.png'
}
reset
set datafile separator comma
set key autotitle columnhead
set border 3 linecolor rgb faint linewidth 1
set tics nomirror scale 0.5 textcolor rgb ink font 'sans-serif,10'
set grid xtics ytics linecolor rgb 0xDDDDDD linewidth 1 linetype 1
set linetype 1 linecolor rgb 0x0072B2
set linetype 2 linecolor rgb 0xE69F00
set linetype 3 linecolor rgb 0x009E73
set linetype 4 linecolor rgb 0xB2182B
set linetype 5 linecolor rgb 0x56A0D3
set linetype 6 linecolor rgb 0x6A3D9A
set lmargin at screen 0.09
set rmargin at screen 0.975
set label 8 @TITLE@ at screen 0.015, screen 1 - 22.0 / height font 'sans-serif:Bold,16' textcolor rgb ink noenhanced
set label 9 @SUBTITLE@ at screen 0.015, screen 1 - 46.0 / height font 'sans-serif,12' textcolor rgb ink noenhanced
set key at screen 0.975, screen 16.0 / height right bottom horizontal maxrows 2 samplen 2 reverse Left font 'sans-serif,10' textcolor rgb ink noenhanced
set multiplot
@PANELS@
unset multiplot
}
unset output
