package io.jenkins.plugins.paas.image;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;

/**
 * The one time that all files of all images have. Not the commit's: then every commit would change every layer, and a new
 * line of code would send all dependencies again.
 */
final class FileTimes {
    /** A time that ZIP archives, which begin in 1980, can hold too. */
    static final Instant FIXED = Instant.parse("2000-01-01T00:00:00Z");

    /** The same, as ZIP archives have it, without a zone. */
    static final LocalDateTime FIXED_LOCAL = LocalDateTime.ofInstant(FIXED, ZoneOffset.UTC);

    private FileTimes() {}
}
