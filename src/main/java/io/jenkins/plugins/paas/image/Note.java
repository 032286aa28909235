package io.jenkins.plugins.paas.image;

/**
 * Something about an image that its App's people should know, and that keeps nobody from using it.
 *
 * @param code stable, begins with {@code W_}
 * @param text what, and what to do
 */
public record Note(String code, String text) {}
