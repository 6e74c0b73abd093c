"""The page kit: layout, parts, forms and charts that desk, portal, report and registers share."""
