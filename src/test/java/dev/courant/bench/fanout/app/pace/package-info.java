/** The pace at which the benchmark's beans publish; goes into every application that it deploys. */
package dev.courant.bench.fanout.app.pace;
