// Twelve months of sales and purchases as bars side by side: ink blue and grey, no grid, values on hover and in a table.
import { useEffect, useMemo, useRef, useState } from 'react'
import uPlot from 'uplot'
import 'uplot/dist/uPlot.min.css'
import type { Output } from '../../../shared/contract/api.ts'
import { useLanguage } from '../../app/language.tsx'
import { Amount } from '../../components/amount.tsx'
import { parseYuan } from '../../../shared/domain/money.ts'
import { useThemeName } from '../../theme/use-theme-name.ts'
import { tokens } from '../../theme/tokens.ts'

type Months = Output<'overview.get'>['months']

const height = 56
const yuanOf = (text: string): number => (parseYuan(text) ?? 0) / 100

export const MonthChart = ({ months }: { readonly months: Months }) => {
  const { t } = useLanguage()
  const place = useRef<HTMLDivElement>(null)
  const theme = useThemeName()
  const [hovered, setHovered] = useState<number | undefined>()
  const data = useMemo<uPlot.AlignedData>(
    () => [
      months.map((_, index) => index),
      months.map(({ issued }) => Math.max(0, yuanOf(issued))),
      months.map(({ received }) => Math.max(0, yuanOf(received))),
    ],
    [months],
  )
  useEffect(() => {
    const element = place.current
    if (element === null || months.length === 0) return
    const colours = tokens[theme]
    const bars = uPlot.paths.bars
    const series = (fill: string, align: -1 | 1): uPlot.Series => ({
      fill,
      width: 0,
      points: { show: false },
      ...(bars === undefined ? {} : { paths: bars({ size: [0.34, 12], align, gap: 1 }) }),
    })
    const chart = new uPlot(
      {
        width: element.clientWidth,
        height,
        padding: [2, 0, 0, 0],
        legend: { show: false },
        cursor: { y: false, points: { show: false }, drag: { setScale: false } },
        scales: {
          x: { time: false, range: () => [-0.5, months.length - 0.5] },
          y: { range: (_, __, most) => [0, Math.max(most, 1)] },
        },
        axes: [{ show: false }, { show: false }],
        series: [
          {},
          series(theme === 'dark' ? colours.acc : colours['acc-fill'], -1),
          series(colours.line2, 1),
        ],
        hooks: { setCursor: [({ cursor }) => setHovered(cursor.idx ?? undefined)] },
      },
      data,
      element,
    )
    const follow = new ResizeObserver(() => chart.setSize({ width: element.clientWidth, height }))
    follow.observe(element)
    return () => {
      follow.disconnect()
      chart.destroy()
    }
  }, [data, months.length, theme])
  const shown = hovered === undefined ? undefined : months[hovered]
  return (
    <figure className="month-chart" onPointerLeave={() => setHovered(undefined)}>
      <div ref={place} className="month-chart-place" aria-hidden="true" />
      <figcaption aria-hidden="true">
        {shown === undefined ? (
          <>
            <span>{months[0]?.month}</span>
            <span>
              <i className="key-sales" /> {t('overview.sales')} <i className="key-purchases" />{' '}
              {t('overview.purchases')}
            </span>
            <span>{months.at(-1)?.month}</span>
          </>
        ) : (
          <>
            <span>{shown.month}</span>
            <span>
              <i className="key-sales" /> <Amount yuan={shown.issued} />
            </span>
            <span>
              <i className="key-purchases" /> <Amount yuan={shown.received} />
            </span>
          </>
        )}
      </figcaption>
      <table className="only-heard">
        <caption>{t('overview.sales-with-tax')}</caption>
        <tbody>
          {months.map(({ month, issued, received }) => (
            <tr key={month}>
              <th scope="row">{month}</th>
              <td>
                {t('overview.sales')} <Amount yuan={issued} />
              </td>
              <td>
                {t('overview.purchases')} <Amount yuan={received} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </figure>
  )
}
