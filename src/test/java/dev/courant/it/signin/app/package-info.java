/** An application that has its visitors asked by an identity provider (OpenID Connect). */
package dev.courant.it.signin.app;
