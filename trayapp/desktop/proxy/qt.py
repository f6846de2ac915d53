"""The system's proxy by Qt: the settings and scripts of Windows and macOS, the environment on Linux."""

import logging
import threading
from typing import TYPE_CHECKING
from urllib.parse import quote

from trayapp.desktop.proxy import OnFound, Proxies

if TYPE_CHECKING:
    from PySide6.QtNetwork import QNetworkProxy

_log = logging.getLogger(__name__)


class QtProxyLookup:
    """Asks `QNetworkProxyFactory` in a daemon thread that lives only while there is something to ask."""

    def __init__(self, on_found: OnFound) -> None:
        """Asks nothing yet."""
        self._on_found = on_found
        self._lock = threading.Lock()
        self._next_url: str | None = None
        self._asking = False
        self._closed = False
        self._proxies: Proxies = {}

    @property
    def proxies(self) -> Proxies:
        """The last answer; empty before the first."""
        return self._proxies

    def refresh(self, url: str) -> None:
        """Ask how to reach `url`, which names scheme and host alone. While an answer is awaited, the last URL waits."""
        with self._lock:
            self._next_url = url
            if self._asking or self._closed:
                return
            self._asking = True
        threading.Thread(target=self._run, name="proxy-lookup", daemon=True).start()

    def close(self) -> None:
        """Tell no more answers."""
        with self._lock:
            self._closed = True

    def _run(self) -> None:
        while (url := self._take()) is not None:
            proxies = system_proxies(url)
            with self._lock:
                news = proxies != self._proxies and not self._closed
                if news:
                    self._proxies = proxies
            if news:
                self._tell(proxies)

    def _take(self) -> str | None:
        with self._lock:
            url, self._next_url = self._next_url, None
            self._asking = url is not None and not self._closed
            return url if self._asking else None

    def _tell(self, proxies: Proxies) -> None:
        try:
            self._on_found(proxies)
        except Exception as error:  # noqa: BLE001  (the receiver's fault must not stop later answers)
            _log.error("A proxy could not be handed over: %s", type(error).__name__)


def system_proxies(url: str) -> Proxies:
    """Qt's first answer that can be used. A SOCKS proxy is passed on: the wire says that it cannot use it."""
    from PySide6 import QtNetwork  # noqa: PLC0415  (loaded by the thread that needs it)
    from PySide6.QtCore import QUrl  # noqa: PLC0415

    kinds = QtNetwork.QNetworkProxy.ProxyType
    schemes = {kinds.NoProxy: None, kinds.HttpProxy: "http", kinds.Socks5Proxy: "socks5h"}
    found = QtNetwork.QNetworkProxyFactory.systemProxyForQuery(QtNetwork.QNetworkProxyQuery(QUrl(url)))
    usable = [proxy for proxy in found if proxy.type() in schemes]
    usable.sort(key=lambda proxy: proxy.type() is kinds.Socks5Proxy)  # stable: the others keep Qt's order
    scheme = schemes[usable[0].type()] if usable else None
    if scheme is None:
        return {}
    return {QUrl(url).scheme(): _address(scheme, usable[0])}


def _address(scheme: str, proxy: "QNetworkProxy") -> str:
    name = f"[{proxy.hostName()}]" if ":" in proxy.hostName() else proxy.hostName()
    login = ""
    if proxy.user():
        login = f"{quote(proxy.user(), safe='')}:{quote(proxy.password(), safe='')}@"
    return f"{scheme}://{login}{name}:{proxy.port()}"
