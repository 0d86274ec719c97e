import { describe, expect, it } from 'vitest'
import { errorsAsCsv, refusedFile, sortedErrors, verdict, wrongRows } from '../../dashboard/src/people/files/dryRun'
import type { RowError } from '../../dashboard/src/people/types'

const error = (row: number, column: string, reason: string, value = ''): RowError => ({ row, column, value, reason })
const answer = (more = {}) => ({ rows: 3, new: 1, changed: 1, errors: [], applied: false, ...more })

describe('the dry run', () => {
  it('stands in the order of the sheet, each mistake once', () => {
    const errors = [error(9, '岗位', 'b'), error(2, '起', 'c'), error(9, '岗位', 'b'), error(2, '', 'a')]
    expect(sortedErrors(errors).map((one) => [one.row, one.column])).toEqual([[2, ''], [2, '起'], [9, '岗位']])
    expect(wrongRows(errors)).toBe(2)
  })

  it('says what may be done next', () => {
    expect(verdict(answer())).toBe('ready')
    expect(verdict(answer({ applied: true }))).toBe('applied')
    expect(verdict(answer({ new: 0, changed: 0 }))).toBe('nothing')
    expect(verdict(answer({ errors: [error(2, '姓名', '不能为空')] }))).toBe('wrong')
  })

  it('is kept as a table in which no cell is a formula', () => {
    const text = errorsAsCsv([error(2, '姓名', '不能以 "=" 开头', '=1+1')], ['行', '列', '值', '原因'])
    expect(text).toBe('\uFEFF"行","列","值","原因"\r\n"2","姓名","\'=1+1","不能以 ""="" 开头"\r\n')
  })

  it('does not even send what is no table', () => {
    expect(refusedFile({ name: '人员.XLSX', size: 9 })).toBeNull()
    expect(refusedFile({ name: '人员.csv', size: 0 })).toBe('empty')
    expect(refusedFile({ name: '人员.pdf', size: 9 })).toBe('kind')
    expect(refusedFile({ name: '人员.csv', size: 6 * 1024 * 1024 })).toBe('large')
  })
})
