/**
 * The audit trail as a chain of hashes: making the next line, verifying all of them, handing them out. Pure: where the
 * lines lie is the business of {@code AuditLog}.
 */
@NullMarked
package io.jenkins.plugins.paas.audit;

import org.jspecify.annotations.NullMarked;
