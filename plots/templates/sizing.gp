# sizing.gp: every candidate against what is judged. Reads sizing_matrix.csv beside it; `gnuplot sizing.gp` makes sizing.svg and sizing.png.
@LOOK@
width = 1000.0
rows = @ROWS@
columns = @COLUMNS@
above = 116.0
below = 58.0
height = above + 26.0 * rows + below
set terminal svg size width, height font 'sans-serif,13' background rgb 'white' noenhanced
set xrange [0.5:columns + 0.5]
set yrange [rows + 0.5:0.5]
set lmargin at screen 0.25
set rmargin at screen 0.985
set tmargin at screen 1 - above / height
set bmargin at screen below / height
unset border
unset grid
unset xtics
set ytics scale 0 font 'sans-serif,11' ()
set label @TITLE@ at screen 0.015, screen 1 - 22 / height font 'sans-serif:Bold,16' textcolor rgb ink
set label @SUBTITLE@ at screen 0.015, screen 1 - 46 / height font 'sans-serif,12' textcolor rgb @COLOUR@
set label @NOTE@ at screen 0.015, screen 30 / height font 'sans-serif,9' textcolor rgb faint
set label @FOOT@ at screen 0.015, screen 14 / height font 'sans-serif,9' textcolor rgb faint
@HEADINGS@
@NAMES@
set key at screen 0.985, screen 1 - 62 / height right center horizontal maxrows 1 samplen 1 width 2 reverse Left font 'sans-serif,10' textcolor rgb ink
cell(word) = word eq 'fail' ? 0xEFB4B9 : word eq 'warn' ? 0xFBDD9B : word eq 'none' ? 0xEEEEEE : 0xB9DAF0
loud(word) = word eq 'fail' ? 'fail  ' : word eq 'warn' ? 'warn  ' : ''
set output prefix.'sizing.svg'
plot 'sizing_matrix.csv' using (column('column')):(column('row')):(column('column') - 0.48):(column('column') + 0.48): \
       (column('row') - 0.44):(column('row') + 0.44):(cell(strcol('status'))) with boxxyerror linecolor rgb variable notitle, \
     '' using (column('column')):(column('row')):(loud(strcol('status')).strcol('text')) with labels center font 'sans-serif,10' \
       textcolor rgb ink notitle, \
     NaN with boxes linecolor rgb 0xB9DAF0 title 'pass', \
     NaN with boxes linecolor rgb 0xFBDD9B title 'warn', \
     NaN with boxes linecolor rgb 0xEFB4B9 title 'fail'

set terminal @png size 1.5 * width, 1.5 * height font 'sans-serif,13' fontscale 1.3 linewidth 1.5 background rgb 'white' noenhanced
set output prefix.'sizing.png'
replot
unset output
