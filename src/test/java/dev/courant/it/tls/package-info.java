/** HTTPS and HTTP/2, on servers of their own: set up by the very files of {@code server-config}. */
package dev.courant.it.tls;
