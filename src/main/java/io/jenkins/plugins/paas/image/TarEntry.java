package io.jenkins.plugins.paas.image;

/**
 * What a tar archive says of one of its files.
 *
 * @param type the type flag
 * @param name as written
 * @param link what a link leads to; empty for others
 * @param mode permission bits
 * @param user the user's number
 * @param group the group's number
 * @param size of the content, in bytes
 */
public record TarEntry(char type, String name, String link, int mode, long user, long group, long size) {
    boolean file() {
        return type == '0' || type == 0 || type == '7';
    }

    boolean folder() {
        return type == '5' || (file() && name.endsWith("/"));
    }
}
