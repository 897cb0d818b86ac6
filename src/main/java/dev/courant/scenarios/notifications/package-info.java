/** Scenario: notifications. Shows a private inbox for each user, in step across all tabs. */
@NullMarked
package dev.courant.scenarios.notifications;

import org.jspecify.annotations.NullMarked;
