package io.jenkins.plugins.paas.cli;

import io.jenkins.plugins.paas.check.Evidence;
import io.jenkins.plugins.paas.check.Finding;
import io.jenkins.plugins.paas.check.Verdict;
import io.jenkins.plugins.paas.codec.Members;
import io.jenkins.plugins.paas.engine.CheckImage;
import io.jenkins.plugins.paas.model.ImagePolicy;
import io.jenkins.plugins.paas.model.SoftwarePackage;
import java.util.Map;
import java.util.Optional;

/** What a check found, for programs. */
final class CheckJson {
    private CheckJson() {}

    static Map<String, Object> document(CheckImage.Result result, ImagePolicy.Mode mode, boolean failed) {
        Verdict verdict = result.verdict();
        return Members.document("ImageCheck")
                .add("image", result.image())
                .add("digest", result.digest())
                .add("check", mode)
                .add("refused", failed)
                .add("size", verdict.size())
                .add(
                        "findings",
                        verdict.findings().stream().map(CheckJson::finding).toList())
                .add(
                        "allowed",
                        verdict.allowed().stream().map(CheckJson::allowed).toList())
                .add(
                        "packages",
                        verdict.packages().stream().map(CheckJson::part).toList())
                .tree();
    }

    private static Map<String, Object> finding(Finding finding) {
        return new Members()
                .add("code", finding.flaw().code())
                .add("level", finding.level())
                .add("what", finding.what())
                .add(
                        "evidence",
                        finding.evidence().stream().map(CheckJson::evidence).toList())
                .add("suggestion", finding.suggestion())
                .tree();
    }

    private static Map<String, Object> evidence(Evidence evidence) {
        return new Members()
                .add("layer", evidence.layer())
                .add("path", evidence.path())
                .add(
                        "line",
                        evidence.line().isPresent()
                                ? Optional.of(evidence.line().getAsInt())
                                : Optional.empty())
                .add("what", evidence.what())
                .tree();
    }

    private static Map<String, Object> allowed(Verdict.Allowed allowed) {
        return new Members()
                .add("code", allowed.flaw().code())
                .add("evidence", evidence(allowed.evidence()))
                .add("why", allowed.why())
                .tree();
    }

    private static Map<String, Object> part(Verdict.Part part) {
        SoftwarePackage software = part.software();
        return new Members()
                .add("kind", software.kind())
                .add("namespace", Optional.of(software.namespace()).filter(name -> !name.isEmpty()))
                .add("name", software.name())
                .add("version", software.version())
                .add("path", part.path())
                .tree();
    }
}
