/**
 * The live demonstrations: business beans that know nothing but CDI. May use {@code event} and the
 * qualifier {@code intake.Pushed}.
 */
@NullMarked
package dev.courant.scenarios;

import org.jspecify.annotations.NullMarked;
