/** The nodes of a hub: how each of them stands, and how far something has got among them. */
@NullMarked
package dev.courant.admin.node;

import org.jspecify.annotations.NullMarked;
