package io.jenkins.plugins.paas.model;

/**
 * Where an App lives in one cluster.
 *
 * @param app its name
 * @param namespace the namespace of its objects and records
 */
public record AppRef(AppName app, Namespace namespace) {
    @Override
    public String toString() {
        return namespace + "/" + app;
    }
}
