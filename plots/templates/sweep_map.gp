# sweep_map.gp: one output of a sweep over two of its parameters; hatched where a limit fails, grey where there is no value. Reads
# sweep.csv beside it; `gnuplot sweep_map.gp` makes sweep_map.svg and sweep_map.png.
@LOOK@
set terminal svg size 1000, 640 font 'sans-serif,13' background rgb 'white'
@DATA@
set lmargin at screen 0.10
set rmargin at screen 0.84
set tmargin at screen 0.87
set bmargin at screen 0.14
set label @TITLE@ at screen 0.015, screen 0.965 font 'sans-serif:Bold,16' textcolor rgb ink noenhanced
set label @SUBTITLE@ at screen 0.015, screen 0.928 font 'sans-serif,12' textcolor rgb ink noenhanced
set label @LEGEND@ at screen 0.985, screen 0.03 right font 'sans-serif,10' textcolor rgb faint noenhanced
set xlabel @XLABEL@ font 'sans-serif,11' textcolor rgb ink noenhanced
set ylabel @YLABEL@ font 'sans-serif,11' textcolor rgb ink noenhanced
set cblabel @VALUE@ font 'sans-serif,11' textcolor rgb ink noenhanced
set tics font 'sans-serif,10'
set palette defined (0 '#440154', 0.25 '#3B528B', 0.5 '#21918C', 0.75 '#5EC962', 1 '#FDE725')
set object 1 rectangle from graph 0, graph 0 to graph 1, graph 1 fillcolor rgb 0xCCCCCC fillstyle solid 1 noborder behind
unset grid
unset key
set xrange [ex[1]:ex[|ex|]]
set yrange [ey[1]:ey[|ey|]]
row(i) = int(i)
ix(i) = (row(i) / sx) % nx
iy(i) = (row(i) / sy) % ny
drawn(i) = ix(i) % kx == 0 && iy(i) % ky == 0 && row(i) == ix(i) * sx + iy(i) * sy
low(e, j, k) = e == 1 ? ex[j / k + 1] : ey[j / k + 1]
high(e, j, k) = e == 1 ? ex[j / k + 2] : ey[j / k + 2]
at(i) = drawn(i) ? low(1, ix(i), kx) : NaN
set output prefix.'sweep_map.svg'
set style fill solid 1 noborder
plot 'sweep.csv' using (at($1)):(low(2, iy($1), ky)):(low(1, ix($1), kx)):(high(1, ix($1), kx)):(low(2, iy($1), ky)):(high(2, iy($1), ky)):(column(value)) \
       with boxxyerror fillcolor palette, \
     '' using (stringcolumn(2) eq 'violated' ? at($1) : NaN):(low(2, iy($1), ky)):(low(1, ix($1), kx)):(high(1, ix($1), kx)):(low(2, iy($1), ky)):(high(2, iy($1), ky)) \
       with boxxyerror fillstyle transparent pattern 5 noborder fillcolor rgb 'white'

set terminal @png size 1500, 960 font 'sans-serif,13' fontscale 1.3 linewidth 1.5 background rgb 'white'
set output prefix.'sweep_map.png'
replot
unset output
