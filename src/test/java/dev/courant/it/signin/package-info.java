/**
 * The server's own login, on servers of their own: they know users, and applications differ in how
 * they have them asked.
 */
package dev.courant.it.signin;
