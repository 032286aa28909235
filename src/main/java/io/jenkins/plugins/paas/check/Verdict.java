package io.jenkins.plugins.paas.check;

import io.jenkins.plugins.paas.model.ImageFlaw;
import io.jenkins.plugins.paas.model.SoftwarePackage;
import java.util.List;

/**
 * What came of a check.
 *
 * @param findings what is wrong, errors first
 * @param allowed what would be wrong and is accepted
 * @param packages what is installed, each once, in the order of their names
 * @param size bytes of all layers, as they are kept
 */
public record Verdict(List<Finding> findings, List<Allowed> allowed, List<Part> packages, long size) {
    public Verdict {
        findings = List.copyOf(findings);
        allowed = List.copyOf(allowed);
        packages = List.copyOf(packages);
    }

    /**
     * What is accepted.
     *
     * @param flaw the kind of flaw
     * @param evidence where
     * @param why the platform's reason
     */
    public record Allowed(ImageFlaw flaw, Evidence evidence, String why) {}

    /**
     * A package of the image.
     *
     * @param software the package
     * @param path the file that says so
     */
    public record Part(SoftwarePackage software, String path) {}

    /** Those for which a platform that requires the check refuses the image. */
    public List<Finding> errors() {
        return findings.stream().filter(Finding::error).toList();
    }
}
