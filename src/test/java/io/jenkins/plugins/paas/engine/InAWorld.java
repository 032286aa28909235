package io.jenkins.plugins.paas.engine;

import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.jenkins.plugins.paas.model.PaasException;
import java.nio.file.Path;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** Tests of the engine that need a {@link World} and nothing in it. */
abstract class InAWorld {
    @TempDir
    Path folder;

    World world;

    @BeforeEach
    void makeWorld() {
        world = new World(folder.resolve("app"));
    }

    static PaasException failure(ThrowingCallable call) {
        return catchThrowableOfType(PaasException.class, call);
    }
}
