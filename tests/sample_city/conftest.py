"""A city for the tests of this room, dated to a fixed day, and clients that go through its proxy."""

import ssl
from collections.abc import AsyncIterator
from datetime import date

import httpx
import pytest

from checker.sample_city import SampleCity

TODAY = date(2018, 8, 1)


@pytest.fixture
async def city() -> AsyncIterator[SampleCity]:
    async with SampleCity(today=TODAY) as running:
        yield running


@pytest.fixture
async def client(city: SampleCity) -> AsyncIterator[httpx.AsyncClient]:
    trust = ssl.create_default_context(cafile=str(city.authority))
    async with httpx.AsyncClient(proxy=city.proxy, verify=trust, timeout=5, trust_env=False) as open_client:
        yield open_client
