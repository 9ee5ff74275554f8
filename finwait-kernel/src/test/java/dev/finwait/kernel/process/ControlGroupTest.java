package dev.finwait.kernel.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

final class ControlGroupTest {
    private static final String ID = "4faf35ea4b3ecba25e5398605d20e6ec4faf35ea4b3ecba25e5398605d20e6ec";

    private static ControlGroup of(String... lines) {
        return ControlGroup.parse(List.of(lines));
    }

    @Test
    void aServiceOfSystemdIsItsUnit() {
        assertThat(of("0::/system.slice/nginx.service"))
                .isEqualTo(new ControlGroup(null, "nginx.service", "/system.slice/nginx.service"));
        assertThat(of("0::/user.slice/user-1000.slice/user@1000.service/app.slice/build.service/x"))
                .extracting(ControlGroup::container, ControlGroup::unit)
                .containsExactly(null, "build.service");
    }

    @Test
    void aContainerIsFoundHoweverItsManagerNamesTheGroup() {
        assertThat(of("0::/system.slice/docker-" + ID + ".scope").container()).isEqualTo(ID);
        assertThat(of("0::/kubepods.slice/kubepods-burstable.slice/cri-containerd-" + ID + ".scope")
                        .container())
                .isEqualTo(ID);
        assertThat(of("1:cpu:/", "4:memory:/docker/" + ID, "0::/").container()).isEqualTo(ID);
    }

    @Test
    void elsewhereThereIsNeither() {
        assertThat(of("0::/")).isEqualTo(ControlGroup.NONE);
        assertThat(of()).isEqualTo(ControlGroup.NONE);
        assertThat(of("0::/user.slice/session-3.scope"))
                .isEqualTo(new ControlGroup(null, null, "/user.slice/session-3.scope"));
    }
}
