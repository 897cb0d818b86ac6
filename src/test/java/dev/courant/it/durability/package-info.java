/**
 * What survives when a server is stopped, killed, redeployed, or finds its disk full. These tests
 * start servers of their own, as child processes, and end them in whatever way they need.
 */
package dev.courant.it.durability;
