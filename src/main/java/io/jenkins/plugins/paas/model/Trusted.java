package io.jenkins.plugins.paas.model;

/**
 * A certificate authority that an image trusts, as the App names it.
 *
 * @param text a PEM file relative to the App's folder, or the name or the SHA-256 fingerprint of a known root
 * @param at where it is named
 */
public record Trusted(String text, Location at) {}
