/** What the benchmark adds to the hub's application: a business bean that publishes. */
package dev.courant.bench.fanout.app.hub;
