package dev.courant.boot;

import dev.courant.access.AccessOptions;
import dev.courant.access.role.Roles;
import dev.courant.access.token.Issuer;
import java.util.List;

/**
 * What can be configured about who may do what, checked.
 *
 * @param issuers whose tokens are believed, beside the hub's own
 * @param roles what roles grant
 * @param options how tokens are presented, and who needs none
 */
record AccessSettings(List<Issuer> issuers, Roles roles, AccessOptions options) {}
