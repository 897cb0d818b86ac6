# Draws what GrowthBench has written: gnuplot -c growth.gnuplot DIRECTORY
set terminal svg size 640,400 dynamic background "white" font "sans,13"
set logscale xy
set grid
set key top center horizontal
set style data linespoints
set ylabel "processor time for each delivery, µs"
set y2label "latency, ms"
set logscale y2
set y2tics
set ytics nomirror

plot_it(name, label) = sprintf("set output '%s/plots/%s.svg'; set xlabel '%s'; plot '%s/%s.dat' using 1:2 title 'µs' pt 7, '' using 1:3 axes x1y2 title 'p50' pt 5 dt 2, '' using 1:4 axes x1y2 title 'p99' pt 9 dt 3", ARG1, name, label, ARG1, name)

eval plot_it("connections", "connections; 100,000 deliveries/s in all")
eval plot_it("events", "events/s, to 200 connections")
eval plot_it("audiences", "audiences, each a connection with a topic of its own; 2,000 events/s in all")
eval plot_it("size", "bytes of data, to 100 connections")
