package io.jenkins.plugins.paas.rollout.diagnosis;

import static io.jenkins.plugins.paas.testing.Observations.NEW;
import static io.jenkins.plugins.paas.testing.Observations.at;
import static io.jenkins.plugins.paas.testing.Observations.container;
import static io.jenkins.plugins.paas.testing.Observations.pod;
import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.paas.model.Diagnosis.Code;
import io.jenkins.plugins.paas.model.Observation.State;
import io.jenkins.plugins.paas.testing.ContainerBuilder;
import io.jenkins.plugins.paas.testing.Observations;
import io.jenkins.plugins.paas.testing.RecordedTexts;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Programs that do not start, crash, or lack what they refer to. */
class StartJudgesTest {
    private static final String NO_FILE =
            RecordedTexts.cannotStart("exec: \"/nope\": stat /nope: no such file or directory");

    @Test
    void waitsForASecondTryOfABadCommand() {
        Observations seen = Judged.with(
                        container().waiting("RunContainerError", NO_FILE).last(128, "StartError", NO_FILE, at(3)))
                .warned(Judged.POD, "Failed", "Error: " + NO_FILE, 1, at(3), at(3));

        Judged.of(seen, at(3)).waitsFor(Code.E_BAD_COMMAND).says("'/nope' is not in the image");
    }

    @Test
    void isSureOfABadCommandAtItsSecondTry() {
        Observations seen = Judged.with(
                container().waiting("RunContainerError", NO_FILE).restarts(1).last(128, "StartError", NO_FILE, at(6)));

        Judged.of(seen, at(6))
                .isDoomed(Code.E_BAD_COMMAND)
                .shows("RunContainerError")
                .names(Judged.POD, "app");
    }

    @Test
    void remembersABadCommandWhileTheKubeletBacksOff() {
        Observations seen = Judged.with(container()
                .waiting("CrashLoopBackOff", RecordedTexts.restartBackOff("app", Judged.POD))
                .restarts(1)
                .last(128, "StartError", NO_FILE, at(6)));

        Judged.of(seen, at(7)).isDoomed(Code.E_BAD_COMMAND);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "exec: \"nope\": executable file not found in $PATH | 'nope' is not on the image's PATH",
                "exec: \"/etc/passwd\": permission denied | '/etc/passwd' may not be executed",
                "exec /app/run: exec format error | its program is not built for the node's platform",
                "exec: \"/app\": is a directory | '/app' is a folder",
                "chdir to cwd (\"/root\") set in config.json failed: permission denied | its working folder may not be entered",
                "unable to find user app: no matching entries in passwd file | the user or group that it is to run as is not",
            })
    void saysWhyACommandCannotBeStarted(String said, String expected) {
        String message = RecordedTexts.cannotStart(said);

        Judged.of(
                        Judged.with(container()
                                .waiting("RunContainerError", message)
                                .restarts(1)
                                .last(128, "StartError", message, at(6))),
                        at(6))
                .isDoomed(Code.E_BAD_COMMAND)
                .says(expected);
    }

    @Test
    void isSureOfAnImageWithoutCommandWhenTheKubeletTriedTwice() {
        String message = "failed to generate container \"1\" spec: failed to generate spec: no command specified";
        Observations once = Judged.with(container().waiting("CreateContainerError", message))
                .warned(Judged.POD, "Failed", "Error: " + message, 1, at(3), at(3));
        Observations twice = Judged.with(container().waiting("CreateContainerError", message))
                .warned(Judged.POD, "Failed", "Error: " + message, 2, at(3), at(6));

        Judged.of(once, at(3)).waitsFor(Code.E_BAD_COMMAND);
        Judged.of(twice, at(6))
                .isDoomed(Code.E_BAD_COMMAND)
                .says("names no command")
                .shows("(2 times)");
    }

    /** The id is another one each time, and so each try is an event of its own. */
    @Test
    void countsTriesOfAContainerThatWasNeverMadeWhateverIdsTheyHad() {
        Observations seen = Judged.with(container().waiting("CreateContainerError", withoutCommand("5be41c07")))
                .warnedOf(Judged.POD, "app", "Failed", "Error: " + withoutCommand("0a94dd1f"), 1, at(3), at(3))
                .warnedOf(Judged.POD, "app", "Failed", "Error: " + withoutCommand("5be41c07"), 1, at(6), at(6));

        Judged.of(seen, at(6)).isDoomed(Code.E_BAD_COMMAND).says("the image names no command");
    }

    @Test
    void doesNotCountATryThatFailedForAnotherReason() {
        Observations seen = Judged.with(container().waiting("CreateContainerError", withoutCommand("5be41c07")))
                .warnedOf(Judged.POD, "app", "Failed", "Error: failed to reserve container name", 1, at(3), at(3))
                .warnedOf(Judged.POD, "app", "Failed", "Error: " + withoutCommand("5be41c07"), 1, at(6), at(6));

        Judged.of(seen, at(6)).waitsFor(Code.E_BAD_COMMAND);
    }

    private static String withoutCommand(String id) {
        return "failed to generate container \"" + id.repeat(8)
                + "\" spec: failed to generate spec: no command specified";
    }

    @Test
    void doesNotJudgeAStartThatFailsForNoKnownReason() {
        Judged.of(Judged.with(container().waiting("CreateContainerError", "context deadline exceeded")), at(3))
                .waitsFor(Code.E_NO_PROGRESS)
                .shows("context deadline exceeded");
    }

    @Test
    void knowsAMemoryLimitTooSmallToStart() {
        String message = RecordedTexts.cannotStart("container init was OOM-killed (memory limit too low?)");
        ContainerBuilder tried = container()
                .memoryLimit("4Mi")
                .waiting("RunContainerError", message)
                .restarts(1)
                .last(128, "StartError", message, at(6));

        Judged.of(Judged.with(tried), at(6)).isDoomed(Code.E_OUT_OF_MEMORY).says("too small", "4Mi");
    }

    @Test
    void knowsAMountThatDoesNotFitTheImage() {
        String message = RecordedTexts.cannotStart("error during container init: error mounting \"/x\" to rootfs at"
                + " \"/etc/app.conf\": not a directory: Are you trying to mount a directory onto a file");

        Judged.of(
                        Judged.with(container()
                                .waiting("RunContainerError", message)
                                .restarts(1)
                                .last(128, "StartError", message, at(6))),
                        at(6))
                .isDoomed(Code.E_VOLUME);
    }

    @Test
    void doesNotBlameTheProgramForAStartThatFailedForNoKnownReason() {
        Judged.of(
                        Judged.with(container()
                                .waiting("CrashLoopBackOff", "")
                                .restarts(1)
                                .last(128, "StartError", RecordedTexts.cannotStart("unable to apply apparmor"), at(6))),
                        at(6))
                .isDoomed(Code.E_BAD_COMMAND)
                .says("cannot be started")
                .shows("unable to apply apparmor");
    }

    @Test
    void showsTheHookThatEndedAContainer() {
        Observations seen = Judged.with(crashed(137))
                .warnedOf(Judged.POD, "app", "FailedPostStartHook", "PostStartHook failed", 2, at(4), at(6));

        Judged.of(seen, at(6)).isDoomed(Code.E_CRASH_LOOP).shows("FailedPostStartHook");
    }

    @Test
    void forgetsAFailedStartOnceTheProgramRuns() {
        Judged.of(Judged.with(container().running(at(7)).restarts(1).last(128, "StartError", NO_FILE, at(6))), at(8))
                .waitsFor(Code.E_CRASH_LOOP);
    }

    @Test
    void isSureOfACrashLoopWhenTheKubeletBacksOffFromARestartedContainer() {
        Observations seen = Judged.with(crashed(3))
                .warned(
                        Judged.POD,
                        "BackOff",
                        "Back-off restarting failed container app in pod " + Judged.POD,
                        1,
                        at(8),
                        at(8));

        Judged.of(seen, at(8))
                .isDoomed(Code.E_CRASH_LOOP)
                .says("container app", "exit code 3")
                .shows("2026-11-21T10:00:06Z container app ended with exit code 3, Error, 1 restart", "BackOff")
                .names(Judged.POD, "app");
    }

    @Test
    void waitsForAProgramThatCrashedOnceAndRunsAgain() {
        Observations seen = Judged.with(container().running(at(7)).restarts(1).last(1, "Error", "", at(6)));

        Judged.of(seen, at(8))
                .waitsFor(Code.E_CRASH_LOOP)
                .says("ended with exit code 1", "started again")
                .withoutTimer();
    }

    @Test
    void waitsForAProgramThatCrashedTheFirstTime() {
        Judged.of(Judged.with(container().ended(1, "Error", at(6))), at(6)).waitsFor(Code.E_CRASH_LOOP);
        Judged.of(Judged.with(container().ended(0, "Completed", at(6))), at(6))
                .waitsFor(Code.E_CRASH_LOOP)
                .says("ended without an error");
    }

    @Test
    void waitsWhileNoRestartIsCountedYet() {
        Judged.of(Judged.with(container().waiting("CrashLoopBackOff", "").last(1, "Error", "", at(6))), at(6))
                .waitsFor(Code.E_CRASH_LOOP);
    }

    @Test
    void saysThatAServerEndsByItself() {
        Judged.of(
                        Judged.with(container()
                                .waiting("CrashLoopBackOff", "")
                                .restarts(1)
                                .last(0, "Completed", "", at(6))),
                        at(6))
                .isDoomed(Code.E_CRASH_LOOP)
                .says("ends by itself")
                .advises("foreground");
    }

    @Test
    void namesTheMemoryLimitThatWasTooSmall() {
        Judged.of(
                        Judged.with(container()
                                .memoryLimit("32Mi")
                                .waiting("CrashLoopBackOff", "")
                                .restarts(1)
                                .last(137, "OOMKilled", "", at(6))),
                        at(6))
                .isDoomed(Code.E_OUT_OF_MEMORY)
                .says("limit of 32Mi");
    }

    @ParameterizedTest
    @ValueSource(ints = {126, 127})
    void takesAShellThatFindsNoCommandForABadCommand(int exitCode) {
        Judged.of(Judged.with(crashed(exitCode)), at(6))
                .isDoomed(Code.E_BAD_COMMAND)
                .says("exit code " + exitCode);
    }

    @ParameterizedTest
    @CsvSource({
        "1, reported an error",
        "2, wrong usage",
        "126, may not be executed",
        "127, not found",
        "134, SIGABRT",
        "137, SIGKILL",
        "139, SIGSEGV",
        "143, SIGTERM",
        "132, signal 4",
        "255, of the program's own",
        "128, of the program's own",
        "160, of the program's own",
        "3, of the program's own",
    })
    void explainsExitCodes(int code, String expected) {
        assertThat(CrashJudge.meaning(new State.Terminated(code, 0, "Error", "", Optional.empty(), Optional.empty())))
                .contains(expected);
    }

    @Test
    void isNotMisledByAnotherContainerThatCrashedOnce() {
        Observations seen = Judged.with(pod(Judged.POD, NEW)
                .with(container().running(at(7)).restarts(1).last(1, "Error", "", at(6)))
                .with(container("proxy")
                        .waiting("CrashLoopBackOff", "")
                        .restarts(3)
                        .last(2, "Error", "", at(8))));

        Judged.of(seen, at(9)).isDoomed(Code.E_CRASH_LOOP).names(Judged.POD, "proxy");
    }

    @Test
    void namesTheInitContainerThatCrashes() {
        Observations seen = Judged.with(pod(Judged.POD, NEW)
                .with(container("prepare")
                        .init()
                        .waiting("CrashLoopBackOff", "")
                        .restarts(1)
                        .last(4, "Error", "", at(6)))
                .with(container().waiting("PodInitializing", "")));

        Judged.of(seen, at(6))
                .isDoomed(Code.E_CRASH_LOOP)
                .says("init container prepare")
                .names(Judged.POD, "prepare");
    }

    @Test
    void doesNotMindAnInitContainerThatFinished() {
        Observations seen = Judged.with(pod(Judged.POD, NEW)
                .with(container("prepare").init().ended(0, "Completed", at(6)))
                .with(container().waiting("PodInitializing", "")));

        Judged.of(seen, at(6)).waitsFor(Code.E_NO_PROGRESS);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "configmap \"missing\" not found | the ConfigMap missing",
                "secret \"missing\" not found | the Secret missing",
                "couldn't find key nokey in ConfigMap trade/settings | the key nokey of the ConfigMap settings",
                "couldn't find key nokey in Secret trade/login | the key nokey of the Secret login",
            })
    void namesWhatIsMissingAtOnce(String said, String expected) {
        Judged.of(Judged.with(container().waiting("CreateContainerConfigError", said)), at(2))
                .isDoomed(Code.E_CONFIG_MISSING)
                .says(expected)
                .shows(said);
    }

    @Test
    void tellsAnImageThatWouldRunAsRoot() {
        Judged.of(
                        Judged.with(
                                container()
                                        .waiting(
                                                "CreateContainerConfigError",
                                                "container has runAsNonRoot and image will run as root (pod: \"x\", container: app)")),
                        at(2))
                .isDoomed(Code.E_SECURITY)
                .says("would run as root");
    }

    @Test
    void tellsAUserThatIsRootAgainstOrders() {
        Judged.of(
                        Judged.with(container()
                                .waiting(
                                        "CreateContainerConfigError",
                                        "container's runAsUser breaks non-root policy (pod: \"x\", container: app)")),
                        at(2))
                .isDoomed(Code.E_SECURITY);
    }

    @Test
    void tellsAnImageWhoseUserIsAWord() {
        Judged.of(
                        Judged.with(container()
                                .waiting(
                                        "CreateContainerConfigError",
                                        "container has runAsNonRoot and image has non-numeric user (nobody), cannot verify"
                                                + " user is non-root")),
                        at(2))
                .isDoomed(Code.E_SECURITY)
                .says("by a word");
    }

    @Test
    void waitsWhenTheKubeletIsNotYetReadyToConfigure() {
        Judged.of(
                        Judged.with(container()
                                .waiting(
                                        "CreateContainerConfigError",
                                        "services have not yet been read at least once, cannot construct envvars")),
                        at(2))
                .waitsFor(Code.E_NO_PROGRESS)
                .shows("services have not yet been read");
    }

    private static ContainerBuilder crashed(int exitCode) {
        return container()
                .waiting("CrashLoopBackOff", RecordedTexts.restartBackOff("app", Judged.POD))
                .restarts(1)
                .last(exitCode, "Error", "", at(6));
    }
}
