package io.jenkins.plugins.paas.image;

/**
 * A here-document.
 *
 * @param name the word that ends it, which is also the file's name
 * @param content its lines, tabs already taken away where {@code <<-} asked for it
 * @param literal whether its name was quoted, so that variables are left alone
 * @param end the line that ended it, as written
 * @see <a href="https://docs.docker.com/reference/dockerfile/#here-documents">Dockerfile reference, here-documents</a>
 */
record Heredoc(String name, Word content, boolean literal, String end) {}
