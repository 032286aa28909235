package io.jenkins.plugins.paas.cli;

import io.jenkins.plugins.paas.port.Event;
import io.jenkins.plugins.paas.port.EventSink;

/** Shows events to people or programs while a command runs. */
interface Screen extends EventSink, AutoCloseable {
    /** Shows nothing. */
    Screen SILENT = new Screen() {
        @Override
        public void emit(Event event) {
            // Nobody looks.
        }

        @Override
        public void close() {
            // Nothing is open.
        }
    };

    /** Shows only what keeps somebody waiting, beside the result; for commands that are over in a moment, but for that. */
    static Screen aside(Surroundings here) {
        return new Screen() {
            @Override
            public void emit(Event event) {
                if (event instanceof Event.Noted noted) {
                    here.err().println(noted.text());
                }
            }

            @Override
            public void close() {
                // Lines are out already.
            }
        };
    }

    /** Both screens, one after the other. */
    static Screen both(Screen first, Screen second) {
        return new Screen() {
            @Override
            public void emit(Event event) {
                first.emit(event);
                second.emit(event);
            }

            @Override
            public void close() {
                first.close();
                second.close();
            }
        };
    }

    /** Leaves what was shown last and frees what is held. */
    @Override
    void close();
}
