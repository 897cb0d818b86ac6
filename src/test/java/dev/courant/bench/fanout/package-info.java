/**
 * Measures fan-out beside its peers, over real sockets: {@code ./bench fanout}. Each {@link
 * dev.courant.bench.fanout.Contender} is started in turn and takes the {@link
 * dev.courant.bench.fanout.Load}s that it can take; listeners and publishers over HTTP are small
 * programs in C ({@code src/test/bench}), so that they cost less than what they measure.
 */
package dev.courant.bench.fanout;
