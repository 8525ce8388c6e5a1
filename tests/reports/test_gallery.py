"""The gallery of the five marks: every cell leads to the badge itself."""

from playwright.sync_api import Page, expect


def test_the_gallery_leads_to_the_badge_itself(report: Page) -> None:
    row = report.locator('.gallery tr[data-key="5199000012"]')
    row.locator('a[data-badge="icp"]').click()
    site = report.locator("article.site.open")
    expect(site).to_have_attribute("data-key", "5199000012")
    expect(site.locator('[data-mark="icp"].found')).to_be_in_viewport()
    report.go_back()
    row.locator('a[data-badge="public_security"]').click()  # nothing was found: its card says so
    expect(site.locator('[data-card="public_security"].found')).to_be_in_viewport()
