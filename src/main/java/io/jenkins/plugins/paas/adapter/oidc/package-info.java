/** Checks ID tokens of OpenID Connect issuers, such as those that GitLab gives to its jobs. */
@NullMarked
package io.jenkins.plugins.paas.adapter.oidc;

import org.jspecify.annotations.NullMarked;
