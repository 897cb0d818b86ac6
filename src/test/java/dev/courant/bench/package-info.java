/** Benchmarks: run by {@code ./bench}, and not by the tests. */
package dev.courant.bench;
