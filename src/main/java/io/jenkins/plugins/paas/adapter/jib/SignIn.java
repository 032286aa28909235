package io.jenkins.plugins.paas.adapter.jib;

/**
 * User and password for a registry; never printed.
 *
 * @param user the user; {@link #TOKEN_USER} when the password is an identity token
 * @param password the password or token
 */
record SignIn(String user, String password) {
    /** By this name Docker's configuration and credential helpers mark a token. */
    static final String TOKEN_USER = "<token>";

    boolean token() {
        return user.equals(TOKEN_USER);
    }

    @Override
    public String toString() {
        return "SignIn[" + user + "]";
    }
}
