package io.jenkins.plugins.paas.cli;

import java.util.List;

/** What somebody else does while no process of ours is alive. */
enum Hand {
    NOBODY("nothing", List.of()),
    IMAGE("set image", List.of(kubectl("set image deployment/web web=RUNNING"))),
    UNDO("rollout undo", List.of(kubectl("rollout undo deployment/web"))),
    RESUME("rollout resume", List.of(kubectl("rollout resume deployment/web"))),
    RESUME_AND_IMAGE(
            "rollout resume, then set image",
            List.of(kubectl("rollout resume deployment/web"), kubectl("set image deployment/web web=RUNNING"))),
    RESUME_AND_UNDO(
            "rollout resume, then undo",
            List.of(kubectl("rollout resume deployment/web"), kubectl("rollout undo deployment/web"))),
    UP("scale up", List.of(kubectl("scale deployment/web --replicas=6"))),
    DOWN("scale down", List.of(kubectl("scale deployment/web --replicas=2"))),
    POD("delete a pod", List.of(kubectl("delete --wait=false POD"))),
    SERVICE(
            "unpin the Service",
            List.of(kubectl("patch service web -p {\"spec\":{\"selector\":{\"paas-deploy/release\":null}}}"))),
    CONTROLLERS("kill the controller manager", List.of(List.of("RESTART", "--kill", "controller-manager", "local-1")));

    private final String words;
    private final List<List<String>> commands;

    Hand(String words, List<List<String>> commands) {
        this.words = words;
        this.commands = commands;
    }

    private static List<String> kubectl(String line) {
        return List.of(("kubectl " + line).split(" "));
    }

    /**
     * Does it.
     *
     * @return what became of it; kubectl refuses some of this at some moments, such as an undo while paused
     */
    String type(GatedApp app) {
        String came = "done";
        for (List<String> command : commands) {
            if (!app.types(command)) {
                came = "refused";
            }
        }
        return this == NOBODY ? "" : came;
    }

    @Override
    public String toString() {
        return words;
    }
}
