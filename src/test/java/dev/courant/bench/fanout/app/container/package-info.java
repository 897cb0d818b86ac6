/** The whole application that the server's own {@code SseBroadcaster} is measured in. */
package dev.courant.bench.fanout.app.container;
