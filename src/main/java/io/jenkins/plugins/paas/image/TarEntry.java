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
 * @param attributes its extended attributes, as far as an image keeps them
 */
public record TarEntry(
        char type, String name, String link, int mode, long user, long group, long size, Attributes attributes) {
    /** Whether it is a file; with a slash at the end of its name it is a folder all the same. */
    public boolean file() {
        return type == '0' || type == 0 || type == '7';
    }

    /** Whether it is a folder. */
    public boolean folder() {
        return type == '5' || (file() && name.endsWith("/"));
    }
}
