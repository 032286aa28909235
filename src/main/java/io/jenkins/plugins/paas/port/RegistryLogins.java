package io.jenkins.plugins.paas.port;

import io.jenkins.plugins.paas.model.Repository;
import java.util.Optional;

/** How the registries of images are reached, for programs that fetch images themselves. */
@FunctionalInterface
public interface RegistryLogins {
    /**
     * Access to an image's repository.
     *
     * @param image its name as written in a Dockerfile, such as {@code alpine:3.20}
     * @throws io.jenkins.plugins.paas.model.PaasException {@code E_BASE_IMAGE} when it is no name of an image, {@code
     *     E_CREDENTIAL_HELPER}, {@code E_DOCKER_CONFIG}
     */
    Access of(String image);

    /**
     * Access to a repository.
     *
     * @param repository where the image lies; who may read it may not be who may read others of this host
     * @param login who to sign in as; nobody is anonymous
     * @param insecure whether the platform allows plain HTTP
     */
    record Access(Repository repository, Optional<Login> login, boolean insecure) {}

    /**
     * User and password; never printed.
     *
     * @param user the user
     * @param password the password or identity token
     * @param token whether it is an identity token
     */
    record Login(String user, String password, boolean token) {
        @Override
        public String toString() {
            return "Login[" + user + "]";
        }
    }
}
