package shop;

import java.util.*;
import java.util.concurrent.Callable;
import javax.servlet.http.HttpSession;
import org.springframework.http.*;
import org.springframework.http.client.SimpleClientHttpRequestFactory;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.*;
import org.springframework.web.client.RestTemplate;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.util.WebUtils;

/** The price of an item, as the partner tells it. */
@Controller
public class OfferController {

    private final RestTemplate http;

    /** Within the request's own time: a call that nobody waits for any more would go on holding a thread of the executor. */
    public OfferController() {
        SimpleClientHttpRequestFactory requests = new SimpleClientHttpRequestFactory();
        requests.setConnectTimeout(1_000);
        requests.setReadTimeout(3_000);
        http = new RestTemplate(requests);
    }

    // region slow-call
    /** The call is made by a thread of the executor; what it needs of the request is taken before. */
    @RequestMapping("/offer.do")
    public Callable<ModelAndView> offer(@RequestParam String item, HttpSession session) {
        String user = UserFilter.user();
        List<String> seen = remember(item, session);
        return () -> {
            ModelAndView view = new ModelAndView("offer", "item", item);
            view.addObject("price", price(item, user));
            view.addObject("seen", seen);
            return view;
        };
    }

    private String price(String item, String user) {
        HttpHeaders headers = new HttpHeaders();
        headers.set("X-User", user);
        return http.exchange(Partner.url + "{item}", HttpMethod.GET, new HttpEntity<Void>(headers), String.class, item).getBody();
    }
    // endregion

    // region session
    /** On the request's thread; two requests of a session may come at once, and a view may read what it was given. */
    @SuppressWarnings("unchecked")
    private static List<String> remember(String item, HttpSession session) {
        synchronized (WebUtils.getSessionMutex(session)) {
            List<String> before = (List<String>) session.getAttribute("seen");
            List<String> seen = before == null ? new ArrayList<>() : new ArrayList<>(before);
            seen.add(item);
            session.setAttribute("seen", seen);
            return seen;
        }
    }
    // endregion
}
