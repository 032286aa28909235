package io.jenkins.plugins.paas.model;

import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;

/**
 * The checkout that an image is built from.
 *
 * @param folder the App's folder, where its {@code paas.yaml} lies
 * @param commit the commit
 * @param revision the commit's full id
 * @param committedAt the committer's time, which becomes the image's time
 * @param url where the repository comes from, without credentials
 */
public record Source(Path folder, CommitId commit, String revision, Instant committedAt, Optional<String> url) {}
