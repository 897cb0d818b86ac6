package dev.courant.it;

import dev.courant.it.admin.ApiBehaviour;
import dev.courant.it.admin.ConsoleAccessibilityBehaviour;
import dev.courant.it.admin.ConsoleBehaviour;
import dev.courant.it.admin.ConsoleConnectionsBehaviour;
import dev.courant.it.admin.ConsoleHistoryBehaviour;
import dev.courant.it.admin.ConsoleHostilityBehaviour;
import dev.courant.it.admin.DismissalBehaviour;
import dev.courant.it.admin.HistoryBehaviour;
import dev.courant.it.admin.MetricsBehaviour;
import dev.courant.it.admin.RightsBehaviour;
import dev.courant.it.client.ClientFaultBehaviour;
import dev.courant.it.client.ClientResumptionBehaviour;
import dev.courant.it.client.ClientSharingBehaviour;
import dev.courant.it.client.ClientTransportBehaviour;
import dev.courant.it.scenarios.AlarmsBehaviour;
import dev.courant.it.scenarios.DeliveriesBehaviour;
import dev.courant.it.scenarios.FeedBehaviour;
import dev.courant.it.scenarios.GalleryBehaviour;
import dev.courant.it.scenarios.NewsBehaviour;
import dev.courant.it.scenarios.NotificationsBehaviour;
import dev.courant.it.scenarios.ScoresBehaviour;
import dev.courant.it.scenarios.SensorsBehaviour;
import dev.courant.it.scenarios.ShopBehaviour;
import dev.courant.it.scenarios.StockBehaviour;
import dev.courant.it.scenarios.TrackingBehaviour;
import java.net.URL;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.container.annotation.ArquillianTest;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.jboss.shrinkwrap.api.spec.WebArchive;

/**
 * Everything that the hub promises on a real server, with one deployment of {@code courant.war}.
 *
 * <p>Arquillian deploys once for each test class, and on Payara Micro that is a new server each
 * time. So there is one class, and the tests live in the interfaces it implements, one for each
 * behaviour, as default methods. Each such interface declares {@link #server()} and is run on both
 * servers; a test's name must be unique among all of them, and reports name it as a method of this
 * class.
 */
@ArquillianTest
class HubIT
    implements StartBehaviour,
        BrowserBehaviour,
        PublishingBehaviour,
        RefusalBehaviour,
        AccessBehaviour,
        TokenCorpusBehaviour,
        MintBehaviour,
        LifetimeBehaviour,
        CookieBehaviour,
        DiscoveryBehaviour,
        InjectionBehaviour,
        SubscribingBehaviour,
        QueryBehaviour,
        JsonLinesBehaviour,
        PollBehaviour,
        LiveChangeBehaviour,
        EveryTransportBehaviour,
        DeliveryBehaviour,
        ProtocolRulesBehaviour,
        ReconciliationBehaviour,
        SubscriptionsBehaviour,
        SecrecyBehaviour,
        MatchingBehaviour,
        NastyDataBehaviour,
        CrossOriginBehaviour,
        CorsMatrixBehaviour,
        BrowserCookieBehaviour,
        CdiBehaviour,
        BroadcasterBehaviour,
        ClockBehaviour,
        SocketDoorBehaviour,
        SocketBehaviour,
        SocketOrderBehaviour,
        UnrulySocketBehaviour,
        VanishingBehaviour,
        ProxyBehaviour,
        SeveralProxiesBehaviour,
        RequestIdBehaviour,
        SlowReaderBehaviour,
        ClientFaultBehaviour,
        ClientTransportBehaviour,
        ClientSharingBehaviour,
        ClientResumptionBehaviour,
        ComparePageBehaviour,
        TabsPageBehaviour,
        TrackingBehaviour,
        ShopBehaviour,
        ScoresBehaviour,
        DeliveriesBehaviour,
        NotificationsBehaviour,
        NewsBehaviour,
        StockBehaviour,
        SensorsBehaviour,
        AlarmsBehaviour,
        FeedBehaviour,
        GalleryBehaviour,
        ConsoleBehaviour,
        ConsoleConnectionsBehaviour,
        ConsoleHistoryBehaviour,
        ConsoleHostilityBehaviour,
        ConsoleAccessibilityBehaviour,
        RightsBehaviour,
        ApiBehaviour,
        DismissalBehaviour,
        HistoryBehaviour,
        MetricsBehaviour {
  @ArquillianResource private URL deployment;

  @Deployment(testable = false)
  static WebArchive hub() {
    return Archives.hub()
        .addAsResource(
            new StringAsset(Issuers.configuration() + "courant.scenarios=true\n"),
            "META-INF/microprofile-config.properties");
  }

  @Override
  public ServerUnderTest server() {
    return ServerUnderTest.of(deployment);
  }
}
