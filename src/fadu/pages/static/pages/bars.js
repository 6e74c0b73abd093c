/* Draws bars from the table beside them: picture and table cannot tell two numbers. */
import * as echarts from "../echarts/echarts.esm.min.mjs";

const token = (name) => getComputedStyle(document.documentElement).getPropertyValue(`--${name}`).trim();
const said = (cell) => cell.textContent.trim();

const draw = (figure) => {
  const heads = [...figure.querySelectorAll("thead th")];
  const rows = [...figure.querySelectorAll("tbody tr")];
  if (!rows.length) return;
  const series = heads.flatMap((head, place) => (head.dataset.series === undefined ? [] : [{
    type: "bar",
    name: said(head),
    barMaxWidth: 26,
    itemStyle: { color: token(head.dataset.tone || "blue") },
    data: rows.map((row) => Number(said(row.children[place]))),
  }]));
  const place = figure.querySelector(".bars-picture");
  place.hidden = false;
  const letters = { fontFamily: getComputedStyle(document.body).fontFamily, color: token("ink"), fontSize: 13 };
  const low = place.clientWidth < 500 && series.length > 2;
  const chart = echarts.init(place, null, { renderer: "svg" });
  chart.setOption({
    animation: false,
    textStyle: letters,
    legend: { textStyle: letters, top: 0, selectedMode: false },
    grid: { left: 8, right: 8, top: low ? 84 : 36, bottom: 4, containLabel: true },
    xAxis: { type: "category", data: rows.map((row) => said(row.children[0])),
      axisLabel: { ...letters, interval: 0, hideOverlap: true }, axisTick: { show: false } },
    yAxis: { type: "value", minInterval: 1, axisLabel: letters, splitLine: { lineStyle: { color: token("line") } } },
    series,
  });
  new ResizeObserver(() => chart.resize()).observe(place);
};

document.querySelectorAll("[data-bars]").forEach(draw);
