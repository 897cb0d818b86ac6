/**
 * Courant as it is packaged beside the WAR for Jakarta EE servers: for a servlet container, as one
 * jar that runs, and on the full Payara Server. The same few checks on each.
 */
package dev.courant.it.packaging;
