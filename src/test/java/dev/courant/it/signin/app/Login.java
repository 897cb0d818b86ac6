package dev.courant.it.signin.app;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.security.enterprise.authentication.mechanism.http.OpenIdAuthenticationMechanismDefinition;
import jakarta.security.enterprise.authentication.mechanism.http.openid.ClaimsDefinition;

/** As docs/access.md tells to do it. */
@ApplicationScoped
@OpenIdAuthenticationMechanismDefinition(
    providerURI = "${provider.uri}",
    clientId = "courant",
    clientSecret = "secret of the client",
    redirectURI = "${baseURL}/callback",
    redirectToOriginalResource = true,
    claimsDefinition =
        @ClaimsDefinition(callerNameClaim = "preferred_username", callerGroupsClaim = "groups"))
public class Login {}
