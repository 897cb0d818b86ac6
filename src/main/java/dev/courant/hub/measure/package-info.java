/** What the hub tells about its own work, for whoever counts it. May use {@code event} only. */
@NullMarked
package dev.courant.hub.measure;

import org.jspecify.annotations.NullMarked;
